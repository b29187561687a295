import { relative } from 'node:path';
import type { FullConfig, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { type Failure, firstLines, writeReport } from './test-report';

function failureOf(test: TestCase): Failure {
  const [error] = test.results.flatMap(({ errors }) => errors);
  const says = firstLines(error?.message ?? error?.value ?? 'without an error');
  const [, , , ...names] = test.titlePath();
  return {
    test: [`${relative('.', test.location.file)}:${test.location.line}`, ...names].join(' > '),
    says: test.outcome() === 'flaky' ? `passed only when tried again: ${says}` : says,
  };
}

/** A journey that passed only when tried again is a failure: something there depends on luck. */
export default class JourneysReport implements Reporter {
  private journeys: TestCase[] = [];
  private readonly failures: Failure[] = [];

  onBegin(_config: FullConfig, suite: Suite): void {
    this.journeys = suite.allTests();
  }

  /** Of no journey alone: a server that does not start, say. */
  onError(error: TestError): void {
    this.failures.push({ test: 'all journeys', says: firstLines(error.message ?? error.value ?? '') });
  }

  onEnd(): void {
    const failed = this.journeys.filter((test) => ['unexpected', 'flaky'].includes(test.outcome()));
    writeReport({
      passed: this.journeys.filter((test) => test.outcome() === 'expected').length,
      failures: [...this.failures, ...failed.map(failureOf)],
    });
  }
}
