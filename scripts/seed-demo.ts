import { workOnDatabase } from './database/work-on-database';

await workOnDatabase(async () => {
  const { seedDemo } = await import('../prisma/seed');
  const password = process.env.DEMO_PASSWORD;
  if (!password) throw new Error('DEMO_PASSWORD is not set.');
  await seedDemo(password);
});
