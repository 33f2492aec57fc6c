/** The function that all components take their words from, handed down once instead of through every component. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Text } from '../../text/text.ts';

export const TextContext = createContext<Text>((key) => key);

export function useText(): Text {
  return useContext(TextContext);
}
