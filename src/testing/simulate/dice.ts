/** Chance that can be repeated: the same text throws the same dice. */
export type Dice = {
	/** From 0 to less than 1. */
	random: () => number;
	/** A whole number from `low` to `high`, both included. */
	between: (low: number, high: number) => number;
	chance: (share: number) => boolean;
	pick: <Item>(list: readonly Item[]) => Item;
};

/** mulberry32 over the text's letters. */
export function diceOf(text: string): Dice {
	let state = [...text].reduce(
		(sum, letter) => Math.imul(sum ^ letter.codePointAt(0)!, 16_777_619),
		2_166_136_261,
	);
	const random = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
	return {
		random,
		between,
		chance: (share) => random() < share,
		pick: (list) => list[between(0, list.length - 1)]!,
	};
}
