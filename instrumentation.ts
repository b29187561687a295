/** Next calls this once in the process that serves, before it serves. */
export async function register(): Promise<void> {
  // In production server.ts does it, which also knows when it stops.
  if (process.env.NODE_ENV !== 'development') return;
  const { takeServerLock } = await import('./lib/server/database/server-lock');
  const { env } = await import('./lib/server/env');
  try {
    await takeServerLock(env.databaseUrl);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
