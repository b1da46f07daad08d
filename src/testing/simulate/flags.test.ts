import { expect, test } from 'vitest';
import { readFlags, USAGE } from './flags.ts';

test('who asks for nothing gets forty buyers for a minute', () => {
	expect(readFlags([])).toEqual({ buyers: 40, seconds: 60, seed: 'market day' });
	expect(readFlags(['--buyers', '3', '--seconds=5', '--seed', 'x', '--json', 'out.json'])).toEqual({
		buyers: 3,
		seconds: 5,
		seed: 'x',
		json: 'out.json',
	});
});

test('who asks for help, or for what cannot be, is told in one line how to ask', () => {
	expect(readFlags(['--help'])).toBe(USAGE);
	const wrong = [
		['--buyers', '-1'],
		['--buyers', '0'],
		['--buyers=1e2'],
		['--buyers', 'x'],
		['--seconds', '2.5'],
		['--seconds', '3601'],
		['--buyers'],
		['--sed', 'x'],
		['x'],
	];
	for (const args of wrong) {
		const said = readFlags(args);
		expect(said, args.join(' ')).toEqual(expect.stringMatching(/usage: npm run simulate/));
		expect(said, args.join(' ')).not.toContain('\n');
	}
	expect(readFlags(['--buyers', '-1'])).toContain('--buyers is a whole number from 1 to 500, not “-1”');
});
