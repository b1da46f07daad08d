/**
 * A mail server that does as a test says: takes a letter, answers 450 or 550, cuts the line after the text, or takes its time.
 * It speaks real SMTP, on the port that this test's `SMTP_URL` names or on one that is given.
 */
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { env } from '#lib/server/env.ts';

export type Caught = {
	to: string[];
	messageId: string;
	/** The letter as it came over the wire. */
	raw: string;
	/** 1 for the first copy of this letter that was sent here, taken or not. */
	nth: number;
};

/** `cut`: the letter is taken, but the sender never hears of it. A number: the SMTP answer it gets instead. */
export type Verdict = 'take' | 'cut' | { answer: number } | { slowMs: number };
export type Decide = (letter: Caught) => Verdict | Promise<Verdict>;

export type SmtpSink = {
	/** What `SMTP_URL` is to be for its senders. */
	url: string;
	/** Letters taken, those included whose sender never heard of it. */
	taken: Caught[];
	/** Everything that came up to the end of DATA. */
	seen: Caught[];
	takenBy: (address: string) => Caught[];
	decide: (decide: Decide) => void;
	close: () => Promise<void>;
};

export async function openSmtpSink(port = Number(new URL(env.SMTP_URL).port)): Promise<SmtpSink> {
	const taken: Caught[] = [];
	const seen: Caught[] = [];
	let decide: Decide = () => 'take';

	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		logger: false,
		closeTimeout: 200,
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				const raw = Buffer.concat(chunks).toString('utf8');
				const messageId = /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? '';
				const letter: Caught = {
					to: session.envelope.rcptTo.map((recipient) => recipient.address),
					messageId,
					raw,
					nth: seen.filter((other) => other.messageId === messageId).length + 1,
				};
				seen.push(letter);
				void judge(letter, session.id, done);
			});
		},
	});

	async function judge(letter: Caught, sessionId: string, done: (error?: Error) => void): Promise<void> {
		const verdict = await decide(letter);
		if (typeof verdict === 'object' && 'answer' in verdict) {
			done(Object.assign(new Error('As the test says'), { responseCode: verdict.answer }));
			return;
		}
		taken.push(letter);
		if (verdict === 'cut') {
			for (const connection of server.connections as Set<{ id: string; _socket: Socket }>)
				if (connection.id === sessionId) connection._socket.destroy();
			return;
		}
		if (typeof verdict === 'object') await sleep(verdict.slowMs);
		done();
	}

	// A sender that dies in mid-letter is what some tests are about.
	server.on('error', () => undefined);
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
	return {
		url: `smtp://127.0.0.1:${port}`,
		taken,
		seen,
		takenBy: (address) => taken.filter((letter) => letter.to.includes(address)),
		decide: (next) => (decide = next),
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}
