/** What TanStack Query asks a bundler for, and here is none. */
globalThis.process = { env: { NODE_ENV: 'production' } };
