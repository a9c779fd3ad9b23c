// Parses the GIFT given as the second argument with the gift-pegjs below the first; prints its questions as JSON.
const { parse } = require(`${process.argv[2]}/gift-pegjs`);
process.stdout.write(JSON.stringify(parse(require("fs").readFileSync(process.argv[3], "utf8"))));
