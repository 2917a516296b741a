// Indices of one text, which are what an editor counts in, from the positions of a report. A file can have thousands of problems, so
// nothing here reads the text more than once.

export class Positions {
    #text;
    #lineStarts = [0];
    /** `[bytes, index]` behind each character that is not ASCII; from there to the next one, both grow alike. */
    #steps = [[0, 0]];

    constructor(text) {
        this.#text = text;
        for (const { 0: lineBreak, index } of text.matchAll(/\r\n?|\n/g)) this.#lineStarts.push(index + lineBreak.length);
        let bytes = 0;
        let end = 0;
        for (const { 0: character, index } of text.matchAll(/[^\x00-\x7f]/gu)) {
            const code = character.codePointAt(0);
            bytes += index - end + (code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
            end = index + character.length;
            this.#steps.push([bytes, end]);
        }
    }

    /** The index of an offset in UTF-8. */
    atByte(offset) {
        const [bytes, index] = this.#steps[lastAtMost(this.#steps, offset, ([bytes]) => bytes)];
        return index + offset - bytes;
    }

    /** The index of a line and a column, both from 1; the column is in code points. */
    at({ line, column }) {
        const start = this.#lineStarts[line - 1];
        return start + [...this.#text.slice(start, this.#lineStarts[line])].slice(0, column - 1).join("").length;
    }
}

/** The index of the last element whose key is at most `limit`; the first always is. */
function lastAtMost(elements, limit, key) {
    let low = 0;
    let high = elements.length;
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (key(elements[middle]) <= limit) low = middle;
        else high = middle;
    }
    return low;
}
