import { isBuilt } from './built';
import { loadOrStop, onceNpmHasGone, stopWith } from './steps';

/** The built server begins here: `scripts/start.js` loads what this becomes. */

if (!isBuilt()) {
  stopWith('The pages and the server are not built from these sources: run "npm run build" first.');
}
onceNpmHasGone(() => process.kill(process.pid, 'SIGTERM'));
await loadOrStop(() => import('../server'));
