/** How a column is sorted, and the address that sorts by it, the other way round where it is sorted so already. */
export interface SortView {
  sorted: 'ascending' | 'descending' | null;
  sortHref: string;
}

/** A column of the class table: a part. */
export interface ColumnView extends SortView {
  partId: string;
  isScored: boolean;
  /** What stands below the part's name: "of 4, 12 unread". */
  detail: string;
  /** Where one part is shown at a time: whether it is this one. */
  isShown: boolean;
}
