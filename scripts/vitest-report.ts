import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { type Failure, firstLines, writeReport } from './test-report';

const named = (error: SerializedError) => firstLines(`${error.name ?? 'Error'}: ${error.message}`);

/** One failure for each test, suite or file that failed: of the last two, what went wrong outside of their tests. */
function failuresIn(file: TestModule): Failure[] {
  const failures: Failure[] = [];
  const note = (names: string, errors: readonly SerializedError[]) => {
    const [error] = errors;
    if (error) failures.push({ test: names, says: named(error) });
  };
  note(file.relativeModuleId, file.errors());
  for (const suite of file.children.allSuites()) {
    note(`${file.relativeModuleId} > ${suite.fullName}`, suite.errors());
  }
  for (const test of file.children.allTests('failed')) {
    note(`${file.relativeModuleId} > ${test.fullName}`, test.result().errors ?? []);
  }
  return failures;
}

/** Vitest's own report in JSON leaves out what hooks throw, what a time limit says and what nobody catches. */
export default class VitestReport implements Reporter {
  onTestRunEnd(files: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    writeReport({
      passed: files.reduce((sum, file) => sum + [...file.children.allTests('passed')].length, 0),
      failures: [
        ...files.flatMap(failuresIn),
        ...unhandled.map((error) => ({ test: 'an error that nothing caught', says: named(error) })),
      ],
    });
  }
}
