const isDevelopment = process.env.NODE_ENV === 'development';

/**
 * What pages may load while somebody works on them. Next evaluates code then, and writes scripts and styles into the
 * page. Production is stricter: server.ts sets the headers of every answer there.
 */
const developmentPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self' ws:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  // `npm run types` checks them, with a compiler that is many times faster.
  typescript: { ignoreBuildErrors: true },
  // Native code and code that finds its own files at run time.
  serverExternalPackages: ['@libsql/client', 'libsql', '@node-rs/argon2', 'pg', 'pino', 'mathjs', 'shiki'],
  // Writing the cache takes as long as half a build, and a build is made once for each change of the sources.
  experimental: { turbopackFileSystemCacheForBuild: false },
  headers: async () =>
    isDevelopment
      ? [{ source: '/:path*', headers: [{ key: 'Content-Security-Policy', value: developmentPolicy }] }]
      : [],
};

export default config;
