import { z } from 'zod';

export type DatabaseKind = 'sqlite' | 'postgresql';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const PASSWORD_COSTS = ['full', 'low'] as const;
export type PasswordCost = (typeof PASSWORD_COSTS)[number];

const SHORTEST_SECRET = 16;

/** A person may read for some minutes; and longer than its 12 hours no sign-in lasts. */
const SHORTEST_IDLE_MINUTES = 5;
const LONGEST_IDLE_MINUTES = 720;

/** The settings of this installation, checked. */
export interface Env {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly databaseKind: DatabaseKind;
  /** Signs sign-ins and seats. Ask for it by {@link requireAuthSecret}: commands that serve nothing work without. */
  readonly authSecret: string | undefined;
  /** The address people open, without a trailing slash, where it is fixed. */
  readonly appUrl: string | undefined;
  readonly demoPassword: string | undefined;
  readonly logLevel: LogLevel;
  /** How hard a password is to guess from its hash; `low` saves tests most of their time and is refused elsewhere. */
  readonly passwordCost: PasswordCost;
  /** After how long without use a sign-in ends; null where it does not. */
  readonly signInIdleMs: number | null;
  /** How much memory the server may use to remember pairs. */
  readonly roomMemoryBytes: number;
}

/**
 * Tells the kind of database from its address.
 *
 * @throws Error with a sentence for people where the address is of neither kind.
 */
export function databaseKindOf(databaseUrl: string): DatabaseKind {
  if (/^postgres(ql)?:\/\/./.test(databaseUrl)) return 'postgresql';
  // An in-memory database would be a different one on every connection, and gone at the end.
  if (/^file:./.test(databaseUrl) && !databaseUrl.includes(':memory:')) return 'sqlite';
  throw new Error('must be file:PATH (SQLite) or postgresql://…');
}

const databaseUrl = z.string().superRefine((url, context) => {
  try {
    databaseKindOf(url);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
});

const appUrl = z
  .string()
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '';
  }, 'must be an address like https://duet.example.org, without a path')
  .transform((text) => new URL(text).origin);

const settings = z
  .object({
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a number')
      .transform(Number)
      .refine((port) => port <= 65_535, 'must be at most 65535')
      .default(3000),
    HOST: z.string().default('127.0.0.1'),
    DATABASE_URL: databaseUrl.default('file:./data/duet.db'),
    AUTH_SECRET: z
      .string()
      .min(SHORTEST_SECRET, `must have at least ${SHORTEST_SECRET} characters`)
      .optional(),
    APP_URL: appUrl.optional(),
    DEMO_PASSWORD: z.string().optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
    PASSWORD_COST: z.enum(PASSWORD_COSTS, `must be one of ${PASSWORD_COSTS.join(', ')}`).default('full'),
    ROOM_MEMORY_MB: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a number')
      .transform(Number)
      .default(64),
    SIGN_IN_IDLE_MINUTES: z
      .string()
      .regex(/^\d{1,3}$/, 'must be a number')
      .transform(Number)
      .refine(
        (minutes) => minutes === 0 || (minutes >= SHORTEST_IDLE_MINUTES && minutes <= LONGEST_IDLE_MINUTES),
        `must be from ${SHORTEST_IDLE_MINUTES} to ${LONGEST_IDLE_MINUTES}, or 0 for no such end`,
      )
      .default(120),
    /** Set by whatever runs us: the tests’ runner says "test". */
    NODE_ENV: z.string().optional(),
  })
  .refine(({ PASSWORD_COST, NODE_ENV }) => PASSWORD_COST === 'full' || NODE_ENV === 'test', {
    path: ['PASSWORD_COST'],
    message: 'must be full, or left out: only tests may make passwords easier to guess',
  });

/**
 * Checks the settings. An empty setting counts as unset.
 *
 * @throws Error with one line per wrong setting. Values are not repeated: they may be secrets.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`Some settings are wrong.\n${lines.join('\n')}`);
  }
  const read = parsed.data;
  return {
    port: read.PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL,
    databaseKind: databaseKindOf(read.DATABASE_URL),
    authSecret: read.AUTH_SECRET,
    appUrl: read.APP_URL,
    demoPassword: read.DEMO_PASSWORD,
    logLevel: read.LOG_LEVEL,
    passwordCost: read.PASSWORD_COST,
    signInIdleMs: read.SIGN_IN_IDLE_MINUTES === 0 ? null : read.SIGN_IN_IDLE_MINUTES * 60_000,
    roomMemoryBytes: read.ROOM_MEMORY_MB * 1_000_000,
  };
}

/** The settings of this process, read once. */
export const env: Env = readEnv(process.env);

/**
 * The secret that signs sign-ins and seats.
 *
 * @throws Error with a sentence for people where AUTH_SECRET is not set.
 */
export function requireAuthSecret(from: Env = env): string {
  if (from.authSecret === undefined) {
    throw new Error(
      'AUTH_SECRET is not set. Set it to a long random text and do not change it: sign-ins are signed with it.',
    );
  }
  return from.authSecret;
}

/** next-auth reads the address it is served under from the environment only; without one it goes by each request. */
export function passAddressToNextAuth(): void {
  if (env.appUrl) process.env.NEXTAUTH_URL = env.appUrl;
  else process.env.AUTH_TRUST_HOST = 'true';
}
