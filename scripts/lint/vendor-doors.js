/** Where each vendor comes in. Its types may be imported elsewhere only where `types` says so. */
export const vendorDoors = [
	{ vendor: 'mysql2', doors: ['src/lib/server/db.ts', 'src/testing/'] },
	{ vendor: 'lucia', doors: ['src/accounts/server/sessions.ts'] },
	{ vendor: '@node-rs/argon2', doors: ['src/accounts/server/'] },
	{ vendor: 'bullmq', doors: ['src/events/server/queue.ts', 'workers/'], types: true },
	{ vendor: 'ioredis', doors: ['src/lib/server/redis.ts'], types: true },
	{ vendor: 'nodemailer', doors: ['src/lib/server/mailer.ts'] },
	{ vendor: 'compression', doors: ['src/server.ts'] },
	{ vendor: 'sharp', doors: ['src/catalog/server/'] },
	{ vendor: 'stripe', doors: ['src/payments/server/'] },
	{ vendor: 'socket.io', doors: ['src/realtime/'], types: true },
	{ vendor: 'socket.io-client', doors: ['src/realtime/', 'src/testing/e2e/', 'bench/'] },
	{ vendor: 'prom-client', doors: ['src/lib/server/metrics.ts'], types: true },
	{ vendor: 'pino', doors: ['src/lib/server/log.ts'], types: true },
	{ vendor: 'rate-limiter-flexible', doors: ['src/lib/server/rate-limit.ts'] },
	{ vendor: 'ulid', doors: ['src/lib/ids.ts'] },
];
