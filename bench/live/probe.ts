/** Loaded before a server that is measured: reports how much memory it holds when all garbage is collected. */

process.on('message', async (message) => {
  if (message !== 'memory') return;
  // Several times, because what a finaliser releases is collected only by the next collection.
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({ rss, held: heapUsed + external, cpuMs: (user + system) / 1_000 });
});

export {};
