/* What forms do beyond being sent. */
(function () {
  'use strict';
}());
