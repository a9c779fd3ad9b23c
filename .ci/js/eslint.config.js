import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  // These stand in their pages as they are: no modules. judging.js declares what script.js, after it, uses.
  {
    files: ["templates/practice/*.js", "templates/preview/*.js"],
    languageOptions: { sourceType: "script" },
  },
  {
    files: ["templates/practice/judging.js"],
    rules: {
      "no-unused-vars": ["error", { varsIgnorePattern: "^judgingBy$" }],
      "no-control-regex": "off", // what Python takes for white space includes control characters
    },
  },
  { files: ["templates/practice/script.js"], languageOptions: { globals: { judgingBy: "readonly" } } },
];
