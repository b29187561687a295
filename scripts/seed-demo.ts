import { closeDatabase } from '../lib/server/database/db';
import { closeBus } from '../lib/server/live/shared-bus';
import { seedDemo } from '../prisma/seed';

const password = process.env.DEMO_PASSWORD;
if (!password) throw new Error('DEMO_PASSWORD is not set.');
await seedDemo(password);
// On PostgreSQL its connections would keep this command from ending.
await closeDatabase();
await closeBus();
