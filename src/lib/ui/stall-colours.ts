/** A maker's two awning colours, first and second stripe, as CSS colours. The shop room checks what a maker may choose. */
export type StallColours = readonly [first: string, second: string];
