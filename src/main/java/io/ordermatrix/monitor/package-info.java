/** How a run is doing: its time and its memory. */
package io.ordermatrix.monitor;
