/** A real worker in a process of its own, to be killed as a test likes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { sequenceOnce } from '#events/server/sequence.ts';
import { db } from '#lib/server/db.ts';

export type WorkerProcess = {
	pid: number;
	/** SIGKILL: no goodbye. */
	kill: () => Promise<void>;
	/** Sends the signal and answers the exit code. */
	stop: (signal?: 'SIGTERM' | 'SIGINT') => Promise<number | null>;
	signal: (signal: NodeJS.Signals) => void;
	alive: () => boolean;
	/** What it logged. */
	output: () => string;
};

export function startWorker(): WorkerProcess {
	let output = '';
	const child: ChildProcess = spawn(process.execPath, ['workers/main.ts'], {
		env: { ...process.env, LOG_LEVEL: 'info', NODE_ENV: 'production' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const gone = once(child, 'exit');
	child.stdout!.on('data', (chunk) => (output += chunk));
	child.stderr!.on('data', (chunk) => (output += chunk));
	const alive = () => child.exitCode === null && child.signalCode === null;
	const end = async (signal: NodeJS.Signals) => {
		if (alive()) {
			child.kill(signal);
			await gone;
		}
		return child.exitCode;
	};
	return {
		pid: child.pid!,
		kill: async () => void (await end('SIGKILL')),
		stop: (signal = 'SIGTERM') => end(signal),
		signal: (signal) => void child.kill(signal),
		alive,
		output: () => output,
	};
}

/** Events and chores of the files that ran before in this database are not this file's story. */
export async function forgetThePast(): Promise<void> {
	while ((await sequenceOnce()) > 0);
	await sql`update consumer_cursors set gseq = (select gseq from sequencer where id = 1)`.execute(db);
	await sql`update chores set status = 'done', done_at = now(3), last_error = null where status <> 'done'`.execute(
		db,
	);
}

/** As if the time of every lease had passed. */
export async function letLeasesEnd(): Promise<void> {
	await sql`update chores set lease_until = date_sub(now(3), interval 1 hour) where status = 'running'`.execute(
		db,
	);
}
