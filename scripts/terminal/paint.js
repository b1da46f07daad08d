const wanted =
	process.env.NO_COLOR === undefined && (process.stdout.isTTY || process.env.FORCE_COLOR !== undefined);

/** @param {number} on @param {number} off @returns {(text: string) => string} */
const ink = (on, off) => (text) => (wanted ? `\u001b[${on}m${text}\u001b[${off}m` : text);

export const bold = ink(1, 22);
export const dim = ink(2, 22);
export const red = ink(31, 39);
export const green = ink(32, 39);
export const yellow = ink(33, 39);
export const cyan = ink(36, 39);
