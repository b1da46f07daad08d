/**
 * Was anybody refused as sold out while it was there?
 *
 * For each "only so many left" there must have been a moment, between the first sending of its key and the answer, at which no
 * more were there than were told. What is there at a moment is reckoned from the movements as the witness saw them, in the
 * market's favour where it is not known exactly when one was committed: pieces that came back count from when they were surely
 * visible, pieces that went count from when they may have been. Pieces whose hold has run out count as there, freed or not,
 * and so do those in the buyer's own open checkout.
 */
import type { Db } from '#lib/server/db.ts';
import type { Known } from './diary.ts';
import type { Movement } from './witness.ts';

/** Whole milliseconds are cut off on both sides. */
const TIE_MS = 2;

type Step = { at: number; by: number; why: string };
type Shortfall = { variantId: string; wanted: number; available: number; exceptLines: Set<string> };
/** Pieces that a refusal must count as there for a while. */
type Spell = {
	variantId: string;
	from: number;
	to: number;
	quantity: number;
	buyerId: string | null;
	why: string;
};

export async function judgeRefusals(
	db: Db,
	known: Known[],
	seen: { movements: Movement[]; clockAhead: number },
): Promise<string[]> {
	const spells = await readSpells(db, seen);
	const sentAt = firstSending(known);
	const violations: string[] = [];
	for (const question of known) {
		const from = (sentAt.get(keyOf(question)) ?? question.askedAt) - TIE_MS;
		const to = question.answeredAt + TIE_MS;
		for (const short of shortfallsOf(question)) {
			const steps = [...stepsOf(seen.movements, short), ...stepsOfSpells(spells, short, question.who.id)];
			const least = leastBetween(steps, from, to);
			if (least <= short.available) continue;
			violations.push(
				`${question.who.username} was told at ${new Date(question.answeredAt).toISOString()} that ${short.available} of ${short.variantId}` +
					` are there (${short.wanted} wanted), and there were ${least} at least in the ${to - from} ms of ${question.act}: ${tellSteps(steps, from, to)}`,
			);
		}
	}
	return violations;
}

const keyOf = (question: Known) => `${question.who.id} ${question.path} ${question.key ?? ''}`;

function firstSending(known: Known[]): Map<string, number> {
	const first = new Map<string, number>();
	for (const question of known) {
		if (question.key === undefined) continue;
		const key = keyOf(question);
		first.set(key, Math.min(first.get(key) ?? Infinity, question.askedAt));
	}
	return first;
}

/** What an answer says is not there: by a refusal, or by taking less than was asked for. */
function shortfallsOf({ answer, body }: Known): Shortfall[] {
	if (answer?.code === 'sold_out')
		return (answer.body.lines as { variant_id: string; wanted: number; available: number }[]).map((line) => ({
			variantId: line.variant_id,
			wanted: line.wanted,
			available: line.available,
			exceptLines: new Set(),
		}));
	const asked = body as { take?: string; items?: { variant_id: string; quantity: number }[] } | undefined;
	if (answer?.status !== 201 || asked?.take !== 'available') return [];
	const got = answer.body.lines as { id: string; variant_id: string; quantity: number }[];
	const sums = (lines: { variant_id: string; quantity: number }[]) =>
		Map.groupBy(lines, (line) => line.variant_id);
	return [...sums(asked.items ?? [])].flatMap(([variantId, lines]) => {
		const wanted = lines.reduce((sum, line) => sum + line.quantity, 0);
		const own = got.filter((line) => line.variant_id === variantId);
		const available = own.reduce((sum, line) => sum + line.quantity, 0);
		const exceptLines = new Set(own.map((line) => line.id));
		return available < wanted ? [{ variantId, wanted, available, exceptLines }] : [];
	});
}

const stepsOf = (movements: Movement[], { variantId, exceptLines }: Shortfall): Step[] =>
	movements.flatMap((movement): Step[] => {
		const by = movement.dOnHand - movement.dHeld;
		if (movement.variantId !== variantId || by === 0 || exceptLines.has(movement.ref)) return [];
		const { reason: why, latest, earliest } = movement;
		return [{ at: by > 0 ? latest : earliest, by, why }];
	});

const stepsOfSpells = (spells: Spell[], short: Shortfall, buyerId: string): Step[] =>
	spells
		.filter(
			(spell) => spell.variantId === short.variantId && (spell.buyerId === null || spell.buyerId === buyerId),
		)
		.flatMap(({ from, to, quantity, why }) => [
			{ at: from, by: quantity, why },
			{ at: to, by: -quantity, why: `no longer ${why}` },
		]);

/** The least sum at any moment of the window. */
function leastBetween(steps: Step[], from: number, to: number): number {
	const sorted = steps.toSorted((a, b) => a.at - b.at);
	let sum = 0;
	let next = 0;
	const take = (until: number) => {
		while (next < sorted.length && sorted[next]!.at <= until) sum += sorted[next++]!.by;
	};
	take(from);
	let least = sum;
	while (next < sorted.length && sorted[next]!.at <= to) {
		take(sorted[next]!.at);
		least = Math.min(least, sum);
	}
	return least;
}

/** How many were there when it was asked, and what happened until it was answered. */
function tellSteps(steps: Step[], from: number, to: number): string {
	const before = steps.filter((step) => step.at <= from).reduce((sum, step) => sum + step.by, 0);
	const during = steps
		.filter((step) => step.at > from && step.at <= to)
		.toSorted((a, b) => a.at - b.at)
		.map((step) => `after ${step.at - from} ms ${step.by > 0 ? '+' : ''}${step.by} ${step.why}`);
	return [before, ...during].join(', ');
}

/** Holds after their time and before they ended, and holds of open checkouts for their own buyer. */
async function readSpells(
	db: Db,
	{ movements, clockAhead }: { movements: Movement[]; clockAhead: number },
): Promise<Spell[]> {
	const variantIds = [...new Set(movements.map((movement) => movement.variantId))];
	const began = new Map<string, Movement>();
	const ended = new Map<string, Movement>();
	for (const movement of movements) {
		const isEnd = ['sale', 'release', 'expire'].includes(movement.reason) && movement.dHeld !== 0;
		if (movement.reason === 'hold') began.set(movement.ref, movement);
		else if (isEnd) ended.set(movement.ref, movement);
	}
	const holds = await db
		.selectFrom('holds')
		.innerJoin('checkouts', 'checkouts.id', 'holds.checkout_id')
		.select(['holds.line_id', 'holds.variant_id', 'holds.quantity', 'holds.expires_at'])
		.select(['checkouts.user_id', 'checkouts.ended_at', 'checkouts.expires_at as was_open'])
		.where('holds.variant_id', 'in', variantIds)
		.execute();
	return holds.flatMap((hold): Spell[] => {
		const start = began.get(hold.line_id)?.latest ?? Infinity;
		const end = ended.get(hold.line_id);
		// A sale takes the pieces away; what came back is there in any case, before it was freed and after.
		const over = end ? (end.reason === 'sale' ? end.earliest : end.latest) : Infinity;
		const due = Math.max(start, hold.expires_at.getTime() - clockAhead + TIE_MS);
		const { variant_id: variantId, quantity } = hold;
		const spells: Spell[] = [{ variantId, quantity, from: due, to: over, buyerId: null, why: 'overdue' }];
		if (hold.was_open) {
			const closed = Math.min(over, due, (hold.ended_at?.getTime() ?? Infinity) - clockAhead - TIE_MS);
			spells.push({ variantId, quantity, from: start, to: closed, buyerId: hold.user_id, why: 'own' });
		}
		return spells.filter((spell) => spell.from < spell.to);
	});
}
