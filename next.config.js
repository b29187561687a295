const isProduction = process.env.NODE_ENV === 'production';

/**
 * What pages may load: only what this server sends. Next starts pages with small inline scripts, and a nonce would make
 * every page dynamic for no gain here, as no text of a person is ever shown as HTML. Development evaluates code.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isProduction ? '' : " 'unsafe-eval'"}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  `connect-src 'self'${isProduction ? '' : ' ws:'}`,
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
  serverExternalPackages: ['@libsql/client', 'libsql', '@node-rs/argon2', 'pg', 'mathjs', 'shiki'],
  // Writing the cache takes as long as half a build, and a build is made once for each change of the sources.
  experimental: { turbopackFileSystemCacheForBuild: false },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: contentSecurityPolicy },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
      ],
    },
  ],
};

export default config;
