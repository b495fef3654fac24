// Adds up what the test runner and the checks wrote down, and prints the closing line of `.ci/run`.
import { readFileSync } from "node:fs";

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {{ status: string, assertionResults: { status: string }[] }} TestFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: TestFile[] }} TestReport
 */

/**
 * What a runner wrote, or one failure and a word about it where it wrote nothing or ended badly in spite of it.
 *
 * @template Report
 * @param {string} name
 * @param {string} file
 * @param {number} exitCode
 * @param {(report: Report) => Count} read
 * @returns {Count}
 */
function countOf(name, file, exitCode, read) {
  try {
    const count = read(JSON.parse(readFileSync(new URL(`../build/${file}`, import.meta.url), "utf8")));
    if (exitCode === 0 || count.failed > 0) return count;
    console.log(`${name} ended with code ${exitCode} although none failed: an error outside of them. See above.`);
    return { ...count, failed: 1 };
  } catch {
    console.log(`${name} did not get to a result (code ${exitCode}): the runner itself failed. See above.`);
    return { passed: 0, failed: 1 };
  }
}

const [testsCode = "1", checksCode = "1"] = process.argv.slice(2);
const tests = countOf("The tests", "test-results.json", Number(testsCode), (/** @type {TestReport} */ report) => ({
  passed: report.numPassedTests,
  // A file that does not load, or whose set-up fails, has no failed tests and counts as one.
  failed:
    report.numFailedTests +
    report.testResults.filter(
      (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
    ).length,
}));
const checks = countOf("The checks", "check-results.json", Number(checksCode), (/** @type {Count} */ report) => ({
  passed: report.passed,
  failed: report.failed,
}));
const failed = tests.failed + checks.failed;
console.log(`${tests.passed + checks.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
