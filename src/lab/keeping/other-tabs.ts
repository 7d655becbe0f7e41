/** Whether the lab is open in other tabs of this browser: each trains and keeps runs of its own, and all lists show all. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TabLocks } from './tab-locks.ts';

export interface OtherTabsState {
  /** Tabs beside this one. */
  others: number;
  /** The visitor has read of them. */
  isRead: boolean;
}

/** By which tabs tell each other that they come and go. */
export interface TabChannel {
  postMessage(message: string): void;
  addEventListener(type: 'message', listener: () => void): void;
}

const PREFIX = 'batchnorm-lab.tab.';
/** Milliseconds until a tab that is not alone looks again: others may end without a word, and their locks are free only then. */
const AGAIN = 2_000;

export class OtherTabs {
  readonly store: StoreApi<OtherTabsState> = createStore<OtherTabsState>(() => ({
    others: 0,
    isRead: false,
  }));
  readonly #locks: TabLocks;
  readonly #channel: TabChannel | undefined;
  readonly #name: string;
  #next: ReturnType<typeof setTimeout> | undefined;

  constructor(locks: TabLocks, channel: TabChannel | undefined, id: string) {
    this.#locks = locks;
    this.#channel = channel;
    this.#name = `${PREFIX}${id}`;
  }

  /** Says that this tab is here, and follows the others from now on. */
  async open(): Promise<void> {
    await this.#locks.hold(this.#name);
    this.#channel?.addEventListener('message', () => void this.look());
    this.#channel?.postMessage('here');
    await this.look();
  }

  /** This tab goes. */
  leave(): void {
    clearTimeout(this.#next);
    this.#channel?.postMessage('gone');
  }

  /** Counts the others; one that comes after all had gone is news again. */
  async look(): Promise<void> {
    const names = [...(await this.#locks.held())];
    const others = names.filter((name) => name.startsWith(PREFIX) && name !== this.#name).length;
    const { isRead } = this.store.getState();
    this.store.setState({ others, isRead: isRead && others > 0 });
    clearTimeout(this.#next);
    this.#next = others > 0 ? setTimeout(() => void this.look(), AGAIN) : undefined;
  }

  /** The visitor knows. */
  read(): void {
    this.store.setState({ isRead: true });
  }
}
