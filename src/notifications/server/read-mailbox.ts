/** The letters that a development mailbox caught: `.eml` files, named by when they came. Never used in production. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type CaughtLetter = {
	/** Its file's name without the ending. */
	name: string;
	subject: string;
	from: string;
	to: string;
	/** ISO 8601 UTC. */
	at: string;
};
export type OpenedLetter = CaughtLetter & { html: string | null; text: string; headers: string };

const NAME = /^[A-Za-z0-9][A-Za-z0-9.T_-]*$/;
const MOST = 100;

/** The latest hundred, the newest first; none if the folder is not there yet. */
export async function readMailbox(folder: string): Promise<CaughtLetter[]> {
	const files = await readdir(folder).catch(() => [] as string[]);
	const names = files
		.filter((file) => file.endsWith('.eml') && NAME.test(file))
		.sort()
		.reverse()
		.slice(0, MOST)
		.map((file) => file.slice(0, -4));
	const letters = await Promise.all(names.map((name) => openLetter(folder, name)));
	return letters
		.filter((letter) => letter !== null)
		.map(({ html: _, text: __, headers: ___, ...letter }) => letter);
}

/** One letter, or null if there is none of that name. */
export async function openLetter(folder: string, name: string): Promise<OpenedLetter | null> {
	if (!NAME.test(name)) return null;
	const raw = await readFile(join(folder, `${name}.eml`)).catch(() => null);
	if (!raw) return null;
	// A reader of mail is not for production's memory.
	const { simpleParser } = await import('mailparser');
	const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
	const addresses = (field: typeof mail.to) => [field ?? []].flat().map((one) => one.text);
	return {
		name,
		subject: mail.subject ?? '(no subject)',
		from: mail.from?.text ?? '',
		to: addresses(mail.to).join(', '),
		at: (mail.date ?? new Date(0)).toISOString(),
		html: mail.html || null,
		text: mail.text ?? '',
		headers: mail.headerLines.map((header) => header.line).join('\n'),
	};
}
