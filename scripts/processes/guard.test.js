import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';

const patience = 30_000;
const spawner = fileURLToPath(new URL('./spawn.js', import.meta.url));

/** A launcher that starts a shell with a child of its own, and notes the numbers of both. */
async function launch(shell = 'sleep 300 & echo $$ $! > "$0"; wait') {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'guard-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const file = path.join(folder, 'pids');
	const code = `import { start } from ${JSON.stringify(spawner)};
		start({ command: 'sh', args: ['-c', ${JSON.stringify(shell)}, ${JSON.stringify(file)}], grace: 500 });`;
	const launcher = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
	onTestFinished(() => void launcher.kill('SIGKILL'));
	const pids = await vi.waitFor(
		() => {
			const found = readFileSync(file, 'utf8').trim().split(' ').map(Number);
			expect(found).toHaveLength(2);
			return found;
		},
		{ timeout: patience - 1000, interval: 50 },
	);
	onTestFinished(() => {
		for (const pid of pids.filter(lives)) process.kill(pid, 'SIGKILL');
	});
	return { launcher, pids };
}

/** @param {number} pid */
function lives(pid) {
	try {
		process.kill(pid, 0);
		// A zombie still has its number; only the unreaped child of a container's first process stays one.
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
}

/** @param {number[]} pids */
const allGone = (pids) =>
	vi.waitFor(() => expect(pids.filter(lives)).toEqual([]), { timeout: patience - 1000, interval: 50 });

test.runIf(process.platform === 'linux')(
	'a launcher killed outright leaves neither its child nor its grandchild',
	async () => {
		const { launcher, pids } = await launch();
		expect(pids.filter(lives)).toEqual(pids);
		launcher.kill('SIGKILL');
		await once(launcher, 'exit');
		await allGone(pids);
	},
	patience,
);

test.runIf(process.platform === 'linux')(
	'a child that will not hear the polite signal is ended all the same',
	async () => {
		const { launcher, pids } = await launch(`trap '' TERM; sleep 300 & echo $$ $! > "$0"; wait; wait`);
		launcher.kill('SIGKILL');
		await once(launcher, 'exit');
		await allGone(pids);
	},
	patience,
);
