import { log } from '@/lib/server/log';
import { logConsole } from '@/lib/server/log-console';
import { runAsRequest } from '@/lib/server/request-context';

// For the statements of a test, which run after this in a process of their own.
Object.assign(globalThis, { log, logConsole, runAsRequest });
