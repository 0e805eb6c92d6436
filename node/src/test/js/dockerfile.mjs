// dockerfile.mjs <file>: prints what the linter has against a Dockerfile, a line each. Whatever it can look for is an error.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { validate, ValidationSeverity } = createRequire(import.meta.url)('dockerfile-utils');

const settings = Object.fromEntries(
  [
    'deprecatedMaintainer',
    'directiveCasing',
    'emptyContinuationLine',
    'instructionCasing',
    'instructionCmdMultiple',
    'instructionEntrypointMultiple',
    'instructionHealthcheckMultiple',
    'instructionJSONInSingleQuotes',
    'instructionWorkdirRelative',
  ].map((rule) => [rule, ValidationSeverity.ERROR]),
);

for (const problem of validate(readFileSync(process.argv[2], 'utf8'), settings)) {
  console.log(`line ${problem.range.start.line + 1}: ${problem.message}`);
}
