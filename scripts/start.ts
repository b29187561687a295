import { isBuilt } from './build';
import { loadOrStop, onceNpmHasGone, stopWith } from './steps';

if (!isBuilt()) stopWith('The pages are not built from these sources yet: run "npm run build" first.');
onceNpmHasGone(() => process.kill(process.pid, 'SIGTERM'));
await loadOrStop(() => import('../server'));
