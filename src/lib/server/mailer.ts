/**
 * The one door to SMTP. A letter that is handed in twice goes out byte for byte the same: its Message-ID, its date and even its
 * boundaries come from the caller, so that whoever gets a second copy after a crash can tell that it is one.
 */
import { createTransport, type Transporter } from 'nodemailer';
import { env } from './env.ts';

export type Letter = {
	/** Made once and kept: `<id@host>`. */
	messageId: string;
	/** When it was written, not when it is sent. */
	date: Date;
	to: { name: string; address: string };
	subject: string;
	html: string;
	text: string;
};

/** The receiving server will never take this letter (a 5xx answer to sender, recipient or text). */
export class MailRefused extends Error {
	constructor(answer: string, cause: unknown) {
		super(answer, { cause });
		this.name = 'MailRefused';
	}
}

let transport: Transporter | undefined;

function open(): Transporter {
	const url = new URL(env.SMTP_URL);
	return createTransport(
		{
			pool: true,
			host: url.hostname,
			port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
			secure: url.protocol === 'smtps:',
			...(url.username && {
				auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
			}),
			maxConnections: 5,
			maxMessages: 100,
			// Tried again by the chore, later; not at once by the pool.
			maxRequeues: 1,
			connectionTimeout: 5_000,
			greetingTimeout: 5_000,
			socketTimeout: 30_000,
			disableFileAccess: true,
			disableUrlAccess: true,
		},
		{ from: env.MAIL_FROM },
	);
}

/** The part of a Message-ID after the @: that of our own address. */
export const mailHost = /@([a-z0-9.-]+)/i.exec(env.MAIL_FROM)?.[1] ?? 'localhost';

/**
 * Sends a letter. At least once, by SMTP's nature: a connection cut after the text leaves open whether it was taken.
 * @throws {MailRefused} when no later try can succeed; any other error is for later
 */
export async function sendLetter(letter: Letter): Promise<void> {
	transport ??= open();
	const boundary = letter.messageId.replace(/[^A-Za-z0-9]/g, '').slice(0, 40);
	const mail = {
		messageId: letter.messageId,
		date: letter.date,
		to: { name: oneLine(letter.to.name), address: oneLine(letter.to.address) },
		subject: oneLine(letter.subject),
		html: letter.html,
		text: letter.text,
		textEncoding: 'quoted-printable' as const,
		headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
		// Random by default.
		baseBoundary: boundary,
	};
	try {
		await transport.sendMail(mail);
	} catch (error) {
		const { code, responseCode, response } = error as {
			code?: string;
			responseCode?: number;
			response?: string;
		};
		// Only what was said of this letter; a 5xx to the greeting or the sign-in is about us, and may be mended.
		const aboutLetter = code === 'EENVELOPE' || code === 'EMESSAGE';
		const final = responseCode !== undefined && responseCode >= 500 && responseCode !== 503;
		if (aboutLetter && (final || responseCode === undefined))
			throw new MailRefused(response ?? String(error), error);
		throw error;
	}
}

export function closeMailer(): void {
	transport?.close();
	transport = undefined;
}

/** Names and subjects come from people: a line break in one must not begin another header. */
function oneLine(text: string): string {
	// eslint-disable-next-line no-control-regex -- control characters are what is looked for
	return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}
