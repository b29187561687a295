import { ensureBuild, ensureClients } from './build';

await ensureClients();
await ensureBuild();
