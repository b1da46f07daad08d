/** `npm run verify`: every promise of the house, checked over the database as it is. Exit 1 if one is broken. */
import { checkPromises, promises } from '../src/activity/server/check-promises.ts';
import { db } from '../src/lib/server/db.ts';

const started = performance.now();
const broken = await checkPromises();
await db.destroy();

const out = (line: string) => process.stdout.write(`${line}\n`);
for (const { id, says } of promises) {
	const own = broken.find((promise) => promise.id === id);
	out(`${own ? '✗' : '✓'} ${id.padEnd(3)} ${says}`);
	for (const { who, what } of own?.offenders ?? []) out(`      ${who}: ${what}`);
}
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
out(
	`${promises.length - broken.length} of ${promises.length} promises kept, ${broken.length} broken (${seconds} s)`,
);
process.exit(broken.length > 0 ? 1 : 0);
