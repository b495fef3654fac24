/**
 * The n-th greatest of the first `count` values, which are left in another order: quickselect (Hoare: "Algorithm 65:
 * Find", CACM 4(7), 1961), linear where sorting is not. The middle of three is the pivot, so that values in order,
 * which recent sessions often are, cost no more than others.
 *
 * @param n 1–`count`
 */
export function nthGreatest(values: Float32Array, count: number, n: number): number {
  const wanted = n - 1;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! > pivot) left++;
      while (values[right]! < pivot) right--;
      if (left > right) break;
      const held = values[left]!;
      values[left++] = values[right]!;
      values[right--] = held;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else return values[wanted]!;
  }
  return values[wanted]!;
}

function middleOf(a: number, b: number, c: number): number {
  return a > b ? (b > c ? b : a > c ? c : a) : a > c ? a : b > c ? c : b;
}
