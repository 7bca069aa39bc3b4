/** Stands in for what a package of ours asks for but none of our code runs. */
export {};
