/** What `npm run simulate` is asked for. Pure, and asked before anything is started. */
import { parseArgs } from 'node:util';

export type Flags = { buyers: number; seconds: number; seed: string; json?: string };

export const USAGE = 'usage: npm run simulate -- [--buyers N] [--seconds S] [--seed TEXT] [--json FILE]';

const MOST = { buyers: 500, seconds: 3_600 };

/** A line that says why not, instead of the flags. */
export function readFlags(args: string[]): Flags | string {
	let values: { buyers: string; seconds: string; seed: string; json?: string; help?: boolean };
	try {
		({ values } = parseArgs({
			// "--buyers -1" is a number that will not do, and not a flag of its own.
			args: args.flatMap((arg, at) => (isValue(args, at) ? [] : [joined(arg, args[at + 1])])),
			options: {
				buyers: { type: 'string', default: '40' },
				seconds: { type: 'string', default: '60' },
				seed: { type: 'string', default: 'market day' },
				json: { type: 'string' },
				help: { type: 'boolean', short: 'h' },
			},
		}));
	} catch (error) {
		return `${(error as Error).message.split(/\. |\n/)[0]}. ${USAGE}`;
	}
	if (values.help) return USAGE;
	for (const name of ['buyers', 'seconds'] as const) {
		const count = /^\d+$/.test(values[name]) ? Number(values[name]) : 0;
		if (count < 1 || count > MOST[name])
			return `--${name} is a whole number from 1 to ${MOST[name]}, not “${values[name]}”. ${USAGE}`;
	}
	const { seed, json } = values;
	return {
		buyers: Number(values.buyers),
		seconds: Number(values.seconds),
		seed,
		...(json !== undefined && { json }),
	};
}

const isNumberFlag = (arg: string | undefined) => arg === '--buyers' || arg === '--seconds';
const isValue = (args: string[], at: number) => isNumberFlag(args[at - 1]) && /^-\d/.test(args[at]!);
const joined = (arg: string, next: string | undefined) =>
	isNumberFlag(arg) && /^-\d/.test(next ?? '') ? `${arg}=${next}` : arg;
