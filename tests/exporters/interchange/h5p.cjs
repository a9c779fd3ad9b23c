// Validates the unpacked packages given after the first argument with the h5p-server below it, and their libraries where
// they have some; fails at the first fault.
const root = `${process.argv[2]}/@lumieducation/h5p-server`;
const { H5PConfig } = require(root);
const { default: PackageValidator } = require(`${root}/build/src/PackageValidator`);
(async () => {
  const validator = new PackageValidator(new H5PConfig(null));
  for (const path of process.argv.slice(3)) {
    const libraries = require("fs").readdirSync(path).length > 2;
    await validator.validateExtractedPackage(path, true, libraries, false);
  }
})().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
