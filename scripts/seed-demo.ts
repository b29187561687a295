import { closeDatabase } from '../lib/server/database/db';
import { seedDemo } from '../prisma/seed';

const password = process.env.DEMO_PASSWORD;
if (!password) throw new Error('DEMO_PASSWORD is not set.');
await seedDemo(password);
await closeDatabase();
