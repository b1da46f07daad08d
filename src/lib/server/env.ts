/**
 * The only place that reads the environment. Checked once, at start: a process with a wrong setting says so and ends,
 * before it has opened a port or taken a job.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { stripeProblems, stripeSettings } from './stripe-settings.ts';

const port = z.coerce.number().int().min(0).max(65535);

const schema = z.object({
	/** development opens the mailbox and the style page; production refuses both. */
	MARKETDAY_ENV: z.enum(['development', 'test', 'production']).default('development'),
	HOST: z.string().default('127.0.0.1'),
	PORT: port.default(3000),
	/** Where a worker answers /healthz, /readyz and /metrics; nowhere if unset. */
	WORKER_PORT: port.optional(),
	/** The address people type, e.g. https://market.example. Used in mails and for Secure cookies. */
	ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
	/** The market where `npm run demo` goes shopping, if not this one. */
	MARKET_URL: z.url({ protocol: /^https?$/ }).optional(),
	DATABASE_URL: z.url({ protocol: /^mysql$/ }).default('mysql://root@127.0.0.1:3306/marketday'),
	/** Most connections this process opens. */
	DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
	REDIS_URL: z.url({ protocol: /^rediss?$/ }).default('redis://127.0.0.1:6379'),
	/** Begins every key and channel in Redis, so that several markets can share one. */
	REDIS_PREFIX: z
		.string()
		.regex(/^[a-z0-9-]{1,40}$/)
		.default('marketday'),
	SMTP_URL: z.url({ protocol: /^smtps?$/ }).default('smtp://127.0.0.1:1025'),
	MAIL_FROM: z.string().default('Marketday <market@marketday.example>'),
	/** Folder of caught mails; shows /dev/mail outside production. */
	MAILBOX_DIR: z.string().optional(),
	MEDIA_DIR: z.string().default('.data/media'),
	/** Multiplies every rate limit; for load tests. */
	RATE_LIMIT_FACTOR: z.coerce.number().positive().default(1),
	/** Signs guests' cookies and the links of their mails; all processes of a market share one. Required in production. */
	SECRET_KEY: z.string().min(32, 'needs 32 characters at least').optional(),
	/** Bearer token for /metrics; without one it answers loopback only. */
	METRICS_TOKEN: z.string().min(16).optional(),
	/** Hops of trusted proxies whose X-Forwarded-For and -Proto are believed. */
	TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
	/** How long a checkout holds its stock before it is extended, in seconds. */
	HOLD_SECONDS: z.coerce.number().int().min(1).max(86_400).default(600),
	/** Most pieces of one variant that one buyer, and that one network address, may hold unpaid at once. */
	HOLD_MOST_PER_BUYER: z.coerce.number().int().min(1).default(200),
	HOLD_MOST_PER_ADDRESS: z.coerce.number().int().min(1).default(600),
	/** How long an unpaid order keeps its stock, in seconds. */
	PAYMENT_WINDOW_SECONDS: z.coerce.number().int().min(1).max(86_400).default(900),
	/** What the market keeps of each sale; 500 is 5 %. Frozen on the line when it is sold. */
	COMMISSION_BASIS_POINTS: z.coerce.number().int().min(0).max(10_000).default(500),
	/** How long after shipping an order completes by itself, in seconds. */
	COMPLETE_AFTER_SECONDS: z.coerce
		.number()
		.int()
		.min(1)
		.default(14 * 86_400),
	/** How often sockets are told where their streams end. */
	HEARTBEAT_MS: z.coerce.number().int().min(100).default(15_000),
	...stripeSettings,
	LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** What docker-compose.yml gives where nobody chose a key: everybody can read it there. */
const KNOWN_KEY = 'only-for-this-machine';
const isHere = (address: string | undefined) =>
	/^https?:\/\/(?:localhost|127\.0\.0\.1)\b/.test(address ?? '');

const checked = schema
	.refine((values) => values.MARKETDAY_ENV !== 'production' || values.ORIGIN !== undefined, {
		path: ['ORIGIN'],
		message: 'is needed in production',
	})
	.refine((values) => values.MARKETDAY_ENV !== 'production' || values.SECRET_KEY !== undefined, {
		path: ['SECRET_KEY'],
		message: 'is needed in production: 32 characters or more that nobody else knows',
	})
	.refine((values) => !values.SECRET_KEY?.startsWith(KNOWN_KEY) || isHere(values.ORIGIN), {
		path: ['SECRET_KEY'],
		message: 'is the one that stands in docker-compose.yml; choose your own',
	})
	.superRefine((values, context) => {
		for (const [key, message] of Object.entries(stripeProblems(values)))
			context.addIssue({ code: 'custom', path: [key], message });
	});

function read() {
	const filled = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
	const parsed = checked.safeParse(filled);
	if (parsed.success) return Object.freeze(parsed.data);
	const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
	throw new Error(`These settings are wrong:\n${problems.join('\n')}`);
}

export const env = read();

/** Without one, what this process signs is good for as long as it runs. */
export const secretKey = env.SECRET_KEY ?? randomBytes(32).toString('base64url');

/** The address people type; the origin of every link in a mail. */
export const origin = env.ORIGIN ?? `http://localhost:${env.PORT}`;

/** Settings that the built app (adapter-node) reads from the environment itself. Call before importing it. */
export function settleAdapter(): void {
	process.env['ADDRESS_HEADER'] = 'x-marketday-address';
	process.env['PROTOCOL_HEADER'] = 'x-marketday-proto';
	// Photographs; everything else is held to far less where it is read.
	process.env['BODY_SIZE_LIMIT'] = '14M';
	// On a developer's machine the market answers under each of its names.
	if (env.MARKETDAY_ENV !== 'production') delete process.env['ORIGIN'];
}
