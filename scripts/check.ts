import { TestRun } from './test-run';

/** What to run before every commit: the part of `npm test` that takes less than a minute. */
const run = await TestRun.start();
await run.quickStages();
run.finish();
