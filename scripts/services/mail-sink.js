// Catches the mail of a market that is not in production: node mail-sink.js PORT FOLDER
// Every letter becomes one .eml file; nothing is passed on. Listens on 127.0.0.1 alone.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';

const [port, folder] = process.argv.slice(2);
if (!port || !folder) throw new Error('usage: mail-sink.js PORT FOLDER');
const largest = 10 * 1024 * 1024;
const keptLetters = 2000;
mkdirSync(folder, { recursive: true });

const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS', 'AUTH'],
	disableReverseLookup: true,
	size: largest,
	logger: false,
	onData(stream, _session, done) {
		/** @type {Buffer[]} */
		const chunks = [];
		let size = 0;
		stream.on('data', (/** @type {Buffer} */ chunk) => {
			size += chunk.length;
			if (size <= largest) chunks.push(chunk);
		});
		stream.on('error', done);
		stream.on('end', () => {
			if (size > largest) {
				done(Object.assign(new Error('letter too large'), { responseCode: 552 }));
				return;
			}
			store(Buffer.concat(chunks)).then(() => done(), done);
		});
	},
});
server.on('error', (error) => {
	console.error(error);
	// A broken connection is the sender's affair; a port that cannot be had is ours.
	if ('syscall' in error && error.syscall === 'listen') process.exit(1);
});
server.listen(Number(port), '127.0.0.1', () =>
	console.log(`catching mail on 127.0.0.1:${port} into ${folder}`),
);
process.on('SIGTERM', () => server.close(() => process.exit(0)));

/** Written aside and renamed: a reader never sees half a letter. @param {Buffer} letter */
async function store(letter) {
	const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`;
	const aside = path.join(folder ?? '', `.${name}`);
	await writeFile(aside, letter);
	await rename(aside, path.join(folder ?? '', name));
	await prune();
}

async function prune() {
	const letters = (await readdir(folder ?? ''))
		.filter((file) => file.endsWith('.eml') && !file.startsWith('.'))
		.sort();
	for (const old of letters.slice(0, Math.max(0, letters.length - keptLetters)))
		await rm(path.join(folder ?? '', old), { force: true });
}
