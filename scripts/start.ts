import { isBuilt } from './build';
import { stopWith } from './steps';

if (!isBuilt()) stopWith('The pages are not built from these sources yet: run "npm run build" first.');
await import('../server');
