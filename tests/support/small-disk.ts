import { execFileSync, spawnSync } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server that runs. */
interface Process {
  pid?: number | undefined;
}

/** A folder in which a server soon finds no room to write. */
export interface SmallDisk {
  folder: string;
  fill(server: Process): void;
  free(server: Process): void;
  remove(): Promise<void>;
}

const DISK_IN_MB = 8;
/** What a file may grow to on a disk that counts as full, in bytes. */
const MOST_BYTES = 16_384;

/** A disk of its own in memory; null where this person may not mount one. */
async function mountDisk(): Promise<SmallDisk | null> {
  const folder = await mkdtemp(join(tmpdir(), 'duet-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_IN_MB}m`, 'tmpfs', folder]);
  if (mounted.status !== 0) {
    await rm(folder, { recursive: true });
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(ballast, new Uint8Array(bavail * bsize));
      } catch (error) {
        // The server has written meanwhile; then the disk is full before all of it is written.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    free: () => writeFileSync(ballast, ''),
    remove: async () => {
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true });
    },
  };
}

/** A folder in which the server's files may not grow: to SQLite it is a disk that fails to write. */
async function limitFiles(): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'duet-disk-'));
  const limit = (server: Process, bytes: number | 'unlimited') =>
    execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:unlimited`]);
  return {
    folder,
    fill: (server) => limit(server, MOST_BYTES),
    free: (server) => limit(server, 'unlimited'),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Makes a disk that can be filled: a real one where that is allowed, else a limit on the size of the server's files. */
export async function makeSmallDisk(): Promise<SmallDisk> {
  return (await mountDisk()) ?? limitFiles();
}
