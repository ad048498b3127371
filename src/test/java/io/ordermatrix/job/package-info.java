/** Tests that run the whole program through its command line and check only what it prints and writes. */
package io.ordermatrix.job;
