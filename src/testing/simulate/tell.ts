/** What became of a simulation, for people: a short table, what was wrong, and one line. */
import { countBy, type Outcome } from './simulate.ts';

const number = (count: number) => count.toLocaleString('en-GB');
const plural = (count: number, one: string, many = `${one}s`) =>
	`${number(count)} ${count === 1 ? one : many}`;

export function tell(outcome: Outcome): string[] {
	const { diary, people, orders, checkouts, kills, violations } = outcome;
	const refused = refusalsOf(outcome);
	const acts = countBy(diary.known, (known) => known.act);
	const row = (name: string, counts: Record<string, number>) =>
		`  ${name.padEnd(12)}${Object.entries(counts)
			.sort(([, a], [, b]) => b - a)
			.map(([what, count]) => `${number(count)} ${what.replaceAll('_', ' ')}`)
			.join(', ')}`;
	return [
		row('came', people),
		row('asked', acts),
		row('orders', orders),
		row('checkouts', checkouts),
		row('refused', refused),
		row('unclear', Object.fromEntries(diary.unclear)),
		row('killed', kills),
		...violations.slice(0, 50).map((violation) => `  ✗ ${violation}`),
		tally(outcome),
	];
}

export function tally(outcome: Outcome): string {
	const { diary, orders, kills, violations } = outcome;
	const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);
	return `simulate: ${[
		plural(diary.requests, 'request'),
		plural(sum(orders), 'order'),
		`${number(sum(refusalsOf(outcome)))} refused`,
		plural(kills.web + kills.worker, 'crash', 'crashes'),
		plural(violations.length, 'violation'),
	].join(', ')}`;
}

export const refusalsOf = ({ diary }: Outcome): Record<string, number> =>
	countBy(
		diary.known.filter((known) => (known.answer?.status ?? 0) >= 400),
		(known) => known.answer!.code ?? String(known.answer!.status),
	);
