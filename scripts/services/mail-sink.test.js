import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../processes/ports.js';

test('a letter to anybody ends in a file and goes no further', async () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'mail-'));
	const port = await freePort();
	const sink = spawn(process.execPath, [
		fileURLToPath(new URL('./mail-sink.js', import.meta.url)),
		String(port),
		folder,
	]);
	onTestFinished(() => {
		sink.kill();
		rmSync(folder, { recursive: true, force: true });
	});
	const transport = createTransport({ host: '127.0.0.1', port });
	await vi.waitFor(() => transport.verify(), { timeout: 20_000, interval: 100 });

	const letter = {
		from: 'market@marketday.example',
		to: 'ana@pots.example',
		subject: 'Your kiln is warm',
		text: 'Ünïcode, too.',
	};
	await Promise.all([transport.sendMail(letter), transport.sendMail(letter)]);

	const files = readdirSync(folder);
	expect(files).toHaveLength(2);
	expect(files.every((file) => file.endsWith('.eml') && !file.startsWith('.'))).toBe(true);
	expect(readFileSync(path.join(folder, files[0] ?? ''), 'utf8')).toContain('Subject: Your kiln is warm');
	transport.close();
}, 30_000);
