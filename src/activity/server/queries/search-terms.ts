export type SearchTerms = {
	/** LIKE pattern for what begins with the text. */
	start: string;
	/** LIKE pattern for what holds the text. */
	part: string;
	/** The same two for columns that hold ASCII alone, and the text itself; '' where they cannot hold it. */
	plainStart: string;
	plain: string;
};

/**
 * What was typed, ready to be compared; its own % and _ mean themselves. MySQL refuses (3854) to compare an ASCII column with
 * a text that ASCII cannot write, so there nothing is looked for.
 */
export function searchTerms(text: string): SearchTerms {
	const escaped = text.replace(/[\\%_]/g, '\\$&');
	const isPlain = /^[\x20-\x7e]*$/.test(text);
	return {
		start: `${escaped}%`,
		part: `%${escaped}%`,
		plainStart: isPlain ? `${escaped}%` : '',
		plain: isPlain ? text : '',
	};
}
