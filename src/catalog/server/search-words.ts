/**
 * What somebody typed as a FULLTEXT expression. Only letters and digits get through: every operator of boolean mode
 * (+ - > < ( ) ~ * " @) is a separator here, so nobody can write a query that the parser refuses or that runs for ever.
 */

/** Words that InnoDB never indexes (its built-in list); asking for one as required finds nothing. */
const UNINDEXED = new Set(
	(
		'a about an are as at be by com de en for from how i in is it la of on or that the this to was what when where ' +
		'who will with und www'
	).split(' '),
);
/** InnoDB indexes words of 3 to 84 characters. */
const SHORTEST = 3;
const LONGEST = 84;
const MOST_WORDS = 8;

/** All words required, the last one as a beginning ("wal" finds walnut). Null when nothing can be searched for. */
export function searchExpression(typed: string): string | null {
	const words = (
		typed
			.normalize('NFKC')
			.toLowerCase()
			.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []
	).slice(0, MOST_WORDS);
	const terms = words.flatMap((word, at) => {
		const last = at === words.length - 1;
		if (word.length > LONGEST) return [];
		if (last && (word.length >= 2 || words.length === 1)) return [`+${word}*`];
		return word.length < SHORTEST || UNINDEXED.has(word) ? [] : [`+${word}`];
	});
	return terms.length > 0 ? terms.join(' ') : null;
}
