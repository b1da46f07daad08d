/** Real processes of a market under test: started, watched, killed, started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

export type Program = {
	name: string;
	/** Starts it (again), for this once with other settings, too. */
	start: (also?: Record<string, string>) => void;
	/** Sends a signal and waits for the end. */
	kill: (signal?: NodeJS.Signals) => Promise<void>;
	running: () => boolean;
};

/** Whatever happens to the test runner, nothing stays behind. */
const children = new Set<ChildProcess>();
process.on('exit', () => {
	for (const child of children) child.kill('SIGKILL');
});

const LOGS = join('.data', 'log', 'e2e');

export function program(name: string, command: string, args: string[], env: Record<string, string>): Program {
	let child: ChildProcess | undefined;
	mkdirSync(LOGS, { recursive: true });
	const file = join(LOGS, `${process.pid}-${name.replaceAll(/\W+/g, '-')}.log`);
	return {
		name,
		start(also = {}) {
			const log = createWriteStream(file, { flags: 'a' });
			child = spawn(command, args, {
				env: { ...(process.env as Record<string, string>), ...env, ...also },
				stdio: ['ignore', 'pipe', 'pipe'],
			});
			const started = child;
			children.add(started);
			started.once('exit', () => children.delete(started));
			child.stdout?.pipe(log, { end: false });
			child.stderr?.pipe(log, { end: false });
		},
		async kill(signal = 'SIGKILL') {
			const dying = child;
			if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
			const gone = new Promise<void>((resolve) => dying.once('exit', () => resolve()));
			dying.kill(signal);
			await gone;
		},
		running: () => child !== undefined && child.exitCode === null && child.signalCode === null,
	};
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
