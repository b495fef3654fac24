/** A draw and what came of it, without the visitor: what "had we always shown B" is worked out from. */
export interface LoggedDraw {
  placement: string;
  /** What was drawn. */
  offer: string;
  /** Context key. */
  context: string;
  /** What was drawn among, with probabilities that sum to 1. */
  drawn: [offer: string, probability: number][];
  /** Epoch ms. */
  at: number;
  /** Within the goal's window so far. */
  converted: boolean;
  /** In the site's currency. */
  revenue: number;
}
