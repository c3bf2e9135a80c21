export function findOversized(text: string, file: string): string[];
