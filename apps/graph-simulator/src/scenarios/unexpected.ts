/** The recorder did not do what the story expects. */
export class Unexpected extends Error {}
